import CAppTunnel
import Foundation

/// One certificate. Never changes.
public final class Certificate: Sendable {
    let handle: Handle

    /// Reads one certificate in DER (RFC 5280 section 4.1).
    public init(der: Data) throws {
        handle = try Handle(free: { apptunnel_certificate_free($0) }) { out, error in
            der.withUInt8s { apptunnel_certificate_from_der($0, $1, out, error) }
        }
    }

    /// Takes a share in a certificate that another handle lends.
    init(lent: OpaquePointer) throws {
        handle = try Handle(free: { apptunnel_certificate_free($0) }) { apptunnel_certificate_clone(lent, $0, $1) }
    }

    /// The certificate in DER, as it was read.
    public var der: Data { handle.use { apptunnel_certificate_der($0).copy ?? Data() } }
    /// SHA-256 of its DER, as lower-case hex.
    public var sha256: String { string(apptunnel_certificate_sha256) }
    /// Subject in the form of RFC 4514, empty if the certificate has none.
    public var subject: String { string(apptunnel_certificate_subject) }
    /// Issuer in the form of RFC 4514.
    public var issuer: String { string(apptunnel_certificate_issuer) }
    /// Serial number as lower-case hex, as it is encoded.
    public var serial: String { string(apptunnel_certificate_serial) }
    /// First instant of validity. `nil` if it is not a date of the years 1 to 9999.
    public var notBefore: Date? { Date(seconds: handle.use(apptunnel_certificate_not_before)) }
    /// Last instant of validity. `nil` if it is not a date of the years 1 to 9999.
    public var notAfter: Date? { Date(seconds: handle.use(apptunnel_certificate_not_after)) }
    /// Key type and size, such as `RSA-2048` or `EC-P256`.
    public var key: String { string(apptunnel_certificate_key) }
    /// Signature algorithm, such as `sha256WithRSAEncryption`, or its OID.
    public var signatureAlgorithm: String { string(apptunnel_certificate_signature_algorithm) }
    /// Subject alternative names: DNS names and IP addresses.
    public var names: [String] {
        handle.use { certificate in
            (0..<apptunnel_certificate_name_count(certificate)).compactMap {
                apptunnel_certificate_name(certificate, $0).string
            }
        }
    }
    /// Whether its basic constraints make it a CA certificate.
    public var isCA: Bool { handle.use(apptunnel_certificate_is_ca) }

    private func string(_ field: (OpaquePointer?) -> apptunnel_text) -> String {
        handle.use { field($0).string ?? "" }
    }
}
