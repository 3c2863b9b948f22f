import Foundation

/// The answer to a check of an uploaded file. `docs/report.schema.json` is its schema.
public struct Report: Codable, Hashable, Sendable {
    public let verdict: Verdict
    /// The instant that was asked about.
    public let at: Date
    /// What an Apple device says. `nil` where no device was asked.
    public let apple: AppleVerdict?
    /// Every certificate of the file, in file order.
    public let certificates: [CertificateSummary]
    /// The chain that devices will see, leaf first: indices into ``certificates``.
    public let chain: [Int]
    public let findings: [Finding]

    /// Whether no finding is an error.
    public var isAccepted: Bool { verdict == .accepted }
}

/// Findings and the verdict that follows from them. `docs/finding-list.schema.json` is its schema.
public struct FindingList: Codable, Hashable, Sendable {
    public let verdict: Verdict
    /// The findings, in the order of the check.
    public let findings: [Finding]

    /// Whether no finding is an error.
    public var isAccepted: Bool { verdict == .accepted }
}

/// One thing that was found: what is wrong, where, how sure that is, and the way out.
public struct Finding: Codable, Hashable, Sendable {
    /// The stable name of the rule, such as `upload.no-chain`. Never changes its meaning between releases.
    public let code: String
    public let severity: Severity
    public let basis: Basis
    public let certainty: Certainty
    public let subject: Subject
    /// What is wrong, in one sentence.
    public let message: String
    /// What to do about it, in one sentence.
    public let remedy: String
    /// Where the rule is written down.
    public let reference: String
    /// What an Apple device reports, where it refuses because of this.
    public let apple: AppleCheck?
}

/// What a finding is about.
public struct Subject: Codable, Hashable, Sendable {
    public let kind: SubjectKind
    /// Of a certificate: its index in the file, or on the path from the leaf up.
    public let index: Int?
    /// Of a certificate: SHA-256 of its DER, as lower-case hex.
    public let sha256: String?
    /// Of a block: what it is.
    public let what: String?
    /// Of a field: JSON pointer (RFC 6901) to it.
    public let pointer: String?
}

/// The facts of one certificate, for a reader of the report.
public struct CertificateSummary: Codable, Hashable, Sendable {
    /// SHA-256 of its DER, as lower-case hex.
    public let sha256: String
    /// Subject in the form of RFC 4514, empty if the certificate has none.
    public let subject: String
    /// Issuer in the form of RFC 4514.
    public let issuer: String
    /// Serial number as lower-case hex, as it is encoded.
    public let serial: String
    /// First instant of validity. `nil` if it is not a date of the years 1 to 9999.
    public let notBefore: Date?
    /// Last instant of validity. `nil` if it is not a date of the years 1 to 9999.
    public let notAfter: Date?
    /// Key type and size, such as `RSA-2048` or `EC-P256`.
    public let key: String
    /// Signature algorithm, such as `sha256WithRSAEncryption`, or its OID.
    public let signatureAlgorithm: String
    /// Subject alternative names: DNS names and IP addresses.
    public let names: [String]
    public let role: Role
    /// Its name in the file (PKCS#9 friendlyName).
    public let friendlyName: String?
    /// Its identifier in the file (PKCS#9 localKeyId), as lower-case hex.
    public let localKeyId: String?
}

/// What an Apple device says of the chain of a report.
public struct AppleVerdict: Codable, Hashable, Sendable {
    /// The release, such as `ios:18.4`.
    public let release: String
    /// The result of `SecTrustGetTrustResult`.
    public let trustResult: TrustResult
    /// The error of `SecTrustEvaluateWithError`. `nil` if the chain is trusted, or the leaf cannot be created.
    public let osStatus: OSStatusCode?
    /// Who trusts the root.
    public let root: AppleRoot
}

/// A failed check of an Apple device's trust evaluation, as the device reports it.
public struct AppleCheck: Codable, Hashable, Sendable {
    /// The key in the details of the trust, as in `kSecPolicyCheckSSLHostname`.
    public let key: String
    /// Whether a user or an app may override it.
    public let `class`: AppleClass
    /// The error that `SecTrustEvaluateWithError` gives if no other is ranked before it.
    public let osStatus: OSStatusCode
    /// The status code of the certificate (`CSSMERR_…`).
    public let cssm: UInt32
    /// The certificate that the device reports it for, counted from the leaf.
    public let chainIndex: Int
    /// The first releases with the rule, such as `iOS 13, macOS 10.15`. `nil`: every release that is known.
    public let osFrom: String?
}

/// One of Apple's `OSStatus` codes.
public struct OSStatusCode: Codable, Hashable, Sendable, CustomStringConvertible {
    /// Its name in Apple's headers.
    public let name: String
    public let number: Int32

    public var description: String { "\(name) (\(number))" }
}
