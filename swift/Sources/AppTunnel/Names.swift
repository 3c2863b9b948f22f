/// A word out of an open set: later releases of the library may have more than those that are named here.
public protocol OpenName: RawRepresentable<String>, Codable, Hashable, Sendable, ExpressibleByStringLiteral,
    CustomStringConvertible
{
    init(rawValue: String)
}

extension OpenName {
    public init(stringLiteral word: String) { self.init(rawValue: word) }
    public var description: String { rawValue }
}

/// Whether no finding is an error.
public struct Verdict: OpenName {
    public static let accepted: Self = "accepted"
    public static let refused: Self = "refused"

    public let rawValue: String
    public init(rawValue: String) { self.rawValue = rawValue }
}

/// How bad a finding is.
public struct Severity: OpenName {
    /// It will not work, or the console refuses it.
    public static let error: Self = "error"
    /// It works today or for some devices.
    public static let warning: Self = "warning"
    /// Good to know.
    public static let info: Self = "info"

    public let rawValue: String
    public init(rawValue: String) { self.rawValue = rawValue }
}

/// Whose rule it is.
public struct Basis: OpenName {
    /// The console's table of upload checks (N-MDM Administrator Guide, "Setting Up AppTunnel").
    public static let ivantiTable: Self = "ivanti-table"
    /// Another place in Ivanti's guides for N-MDM and Sentry.
    public static let ivantiGuide: Self = "ivanti-guide"
    /// Apple's article 103769 (HT210176).
    public static let appleHT210176: Self = "apple-ht210176"
    /// The source of Apple's Security framework, and its tests.
    public static let appleSource: Self = "apple-source"
    /// Another document of Apple's.
    public static let appleDocument: Self = "apple-document"
    /// What Apple's TLS clients offer and accept.
    public static let appleClients: Self = "apple-clients"
    /// RFC 5280 and what it rests on.
    public static let rfc5280: Self = "rfc5280"
    /// The CA/Browser Forum's Baseline Requirements for TLS server certificates.
    public static let cabForum: Self = "cab-forum"
    /// The library's own decision.
    public static let library: Self = "library"

    public let rawValue: String
    public init(rawValue: String) { self.rawValue = rawValue }
}

/// How sure the library is of a rule.
public struct Certainty: OpenName {
    /// Follows from the bytes and a standard, or from the source that is run; nothing is guessed.
    public static let certain: Self = "certain"
    /// Inferred: what decides it cannot be known here.
    public static let probable: Self = "probable"
    /// A vendor's document says so.
    public static let documented: Self = "documented"
    /// Seen on real devices, and written down by no vendor.
    public static let observed: Self = "observed"
    /// Remembered from a vendor's document, and not verified.
    public static let recalled: Self = "recalled"
    /// Written down nowhere; the library decided it.
    public static let decided: Self = "decided"

    public let rawValue: String
    public init(rawValue: String) { self.rawValue = rawValue }
}

/// What kind of thing a finding is about.
public struct SubjectKind: OpenName {
    /// The file as a whole.
    public static let file: Self = "file"
    /// One certificate: see ``Subject/index`` and ``Subject/sha256``.
    public static let certificate: Self = "certificate"
    /// The private key of the file.
    public static let privateKey: Self = "private_key"
    /// One block of the file: see ``Subject/what``.
    public static let block: Self = "block"
    /// A field of what was asked for: see ``Subject/pointer``.
    public static let field: Self = "field"

    public let rawValue: String
    public init(rawValue: String) { self.rawValue = rawValue }
}

/// What a certificate is among the others of its file.
public struct Role: OpenName {
    /// The server's own certificate, or the lowest one there is.
    public static let leaf: Self = "leaf"
    /// A CA certificate on the leaf's chain that another CA has signed.
    public static let intermediate: Self = "intermediate"
    /// A self-signed CA certificate on the leaf's chain.
    public static let root: Self = "root"
    /// The same certificate stands earlier in the file.
    public static let duplicate: Self = "duplicate"
    /// Above the leaf, on another chain than the one that was chosen.
    public static let alternate: Self = "alternate"
    /// Not above the leaf.
    public static let unrelated: Self = "unrelated"

    public let rawValue: String
    public init(rawValue: String) { self.rawValue = rawValue }
}

/// The result of `SecTrustGetTrustResult`.
public struct TrustResult: OpenName {
    public static let invalid: Self = "invalid"
    public static let proceed: Self = "proceed"
    public static let deny: Self = "deny"
    public static let unspecified: Self = "unspecified"
    public static let recoverable: Self = "recoverable"
    public static let fatal: Self = "fatal"

    public let rawValue: String
    public init(rawValue: String) { self.rawValue = rawValue }
}

/// Whether an error of Apple's trust evaluation can be overridden.
public struct AppleClass: OpenName {
    /// An exception or a trust setting may allow it.
    public static let recoverable: Self = "recoverable"
    /// Nothing overrides it.
    public static let fatal: Self = "fatal"
    /// The user or an administrator said no.
    public static let deny: Self = "deny"

    public let rawValue: String
    public init(rawValue: String) { self.rawValue = rawValue }
}

/// Who trusts the root of a chain, on the device that a report is about.
public struct AppleRoot: OpenName {
    /// Apple: it is in the store.
    public static let system: Self = "system"
    /// The user or MDM installed it.
    public static let user: Self = "user"
    /// The app set it.
    public static let app: Self = "app"
    /// Assumed for want of knowledge: MDM installs it, whether or not it is in the file.
    public static let assumed: Self = "assumed"
    /// Nobody.
    public static let notTrusted: Self = "not_trusted"

    public let rawValue: String
    public init(rawValue: String) { self.rawValue = rawValue }
}
