import CAppTunnel
import Foundation

/// A certificate file, opened. Never changes.
public final class CertificateBundle: Sendable {
    let handle: Handle

    /// Opens a certificate file by its content: .p12, .pfx, .p7b, .pem, .der, .crt or .cer.
    ///
    /// - Parameters:
    ///   - password: `nil` is no password, which is not the empty one. The library wipes its copy; the `String` is the caller's.
    ///   - budget: limits the work. `nil` is the default one.
    /// - Throws: ``AppTunnelError`` if the file cannot be looked at.
    public init(_ file: Data, password: String? = nil, budget: Budget? = nil) throws {
        handle = try Handle(free: { apptunnel_bundle_free($0) }) { out, error in
            file.withUInt8s { bytes, length in
                password.withUTF8Text { password, passwordLength in
                    (budget?.handle).use {
                        apptunnel_bundle_open(bytes, length, password, passwordLength, $0, out, error)
                    }
                }
            }
        }
    }

    /// Every certificate in file order, duplicates included.
    public var certificates: [Certificate] {
        get throws {
            try handle.use { bundle in
                try (0..<apptunnel_bundle_certificate_count(bundle)).compactMap {
                    try apptunnel_bundle_certificate(bundle, $0).map(Certificate.init(lent:))
                }
            }
        }
    }

    /// What kind of file it is, how it is encrypted, which keys it has, and what was not taken.
    public var summary: BundleSummary {
        get throws {
            try handle.use { bundle in try value { apptunnel_bundle_json(bundle, $0, $1) } }
        }
    }
}

/// What a bundle is, without its bytes and secrets. `docs/bundle.schema.json` is its schema.
public struct BundleSummary: Codable, Hashable, Sendable {
    /// What kind of file it is: a word of `Format` in the published schema `bundle`, such as `pkcs12`. More may come.
    public let format: String
    /// How the bytes are written: `der`, `ber`, `pem` or `base64`; more may come.
    public let encoding: String
    /// How its parts are encrypted, such as `PBES2/PBKDF2-HMAC-SHA256/AES-256-CBC`, or `none`.
    public let encryption: Parts<String>
    /// How its integrity is protected, such as `HMAC-SHA256`.
    public let mac: String?
    /// Iterations of the key derivations.
    public let iterations: Parts<UInt64>
    /// Every private key, in file order. The first is the one that counts.
    public let keys: [Key]
    /// Every part that was not taken.
    public let dropped: [Dropped]

    /// Something of each part of the file. `nil` where there is no such part.
    public struct Parts<Value: Codable & Hashable & Sendable>: Codable, Hashable, Sendable {
        public let certs: Value?
        public let key: Value?
        public let mac: Value?
    }

    /// A private key.
    public struct Key: Codable, Hashable, Sendable {
        /// Type and size, such as `RSA-2048` or `EC-P256`.
        public let type: String
        /// SHA-256 of the SubjectPublicKeyInfo of its public key, as lower-case hex.
        public let spkiSha256: String
        /// SHA-256 of the first certificate with its public key.
        public let matches: String?
        public let friendlyName: String?
        public let localKeyId: String?
    }

    /// A part that was not taken.
    public struct Dropped: Codable, Hashable, Sendable {
        /// What it is and where.
        public let what: String
        public let reason: String
    }
}
