import CAppTunnel

extension Library {
    /// Every rule of the library, each once: by section, and there in the order in which it is checked.
    public static var rules: [Rule] {
        get throws { try value { apptunnel_rule_catalogue_json($0, $1) } }
    }
}

/// One rule of the catalogue. `docs/rules.schema.json` is its schema.
public struct Rule: Codable, Hashable, Sendable {
    /// The part of the catalogue that it stands in, such as `The upload check`.
    public let section: String
    /// The stable name. Never changes its meaning between releases.
    public let code: String
    public let severity: Severity
    public let basis: Basis
    public let certainty: Certainty
    /// What it asks.
    public let summary: String
    /// What to do where it is broken.
    public let remedy: String
    /// Where it is written down.
    public let reference: String
    /// What is known besides of a rule of Apple devices.
    public let apple: Apple?

    /// What is known of a rule of Apple devices.
    public struct Apple: Codable, Hashable, Sendable {
        /// The certificates and anchors that it is about.
        public let scope: String
        /// Which certificates it holds for by their dates. Empty if it holds for all.
        public let cutOff: String
        /// The first releases with the rule, such as `iOS 13, macOS 10.15`. `nil`: every release that is known.
        public let since: String?
        /// What the device reports. `nil` for advice: no device reports it.
        public let check: Check?
    }

    /// What an Apple device reports where a rule is broken.
    public struct Check: Codable, Hashable, Sendable {
        /// The key in the details of the trust, as in `kSecPolicyCheckSSLHostname`.
        public let key: String
        /// Whether a user or an app may override it.
        public let `class`: AppleClass
        /// The error that `SecTrustEvaluateWithError` gives if no other is ranked before it.
        public let osStatus: OSStatusCode
        /// The status code of the certificate (`CSSMERR_…`).
        public let cssm: UInt32
    }
}
