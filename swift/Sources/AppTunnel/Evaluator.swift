import CAppTunnel
import Foundation

/// Evaluates certificates under one rule set at one instant. Never changes.
///
/// ```swift
/// let evaluator = try Evaluator(.apple, at: Date()) {
///     try $0.setServerName("sentry.example.com")
///     try $0.addAnchors(roots, origin: .user)
/// }
/// let evaluation = try evaluator.evaluate(leaf, others: intermediates)
/// ```
public final class Evaluator: Sendable {
    let handle: Handle

    /// An evaluator that trusts nobody but whom `setUp` adds. What is not set is not asked.
    public init(_ ruleSet: RuleSet, at instant: Date, setUp: (borrowing Setup) throws -> Void) throws {
        handle = try Handle(free: { apptunnel_evaluator_free($0) }) {
            apptunnel_evaluator_new(ruleSet.rawValue, instant.seconds, $0, $1)
        }
        try handle.use { try setUp(Setup(evaluator: $0)) }
    }

    /// Looks at the paths from a leaf to an anchor over an unordered pool of other certificates, until one is accepted.
    public func evaluate(_ leaf: Certificate, others: [Certificate]) throws -> Evaluation {
        try Evaluation(
            Handle(free: { apptunnel_evaluation_free($0) }) { out, error in
                lend(leaf, others) { apptunnel_evaluator_evaluate($0, $1, $2, $3, out, error) }
            }
        )
    }

    /// What every release of one of Apple's systems says, for each way in which the root may have come to be trusted.
    ///
    /// - Parameter platform: `ios`, `ipados`, `tvos`, `watchos`, `visionos` or `macos`.
    public func matrix(_ platform: String, leaf: Certificate, others: [Certificate]) throws -> TrustMatrix {
        try value { out, error in
            Optional(platform).withUTF8Text { platform, length in
                lend(leaf, others) { apptunnel_evaluator_matrix($0, platform, length, $1, $2, $3, out, error) }
            }
        }
    }

    private func lend<Result>(
        _ leaf: Certificate,
        _ others: [Certificate],
        _ body: (OpaquePointer, OpaquePointer, UnsafePointer<OpaquePointer?>?, Int) -> Result
    ) -> Result {
        handle.use { evaluator in
            leaf.handle.use { leaf in
                others.map(\.handle).use { body(evaluator, leaf, $0, $1) }
            }
        }
    }

    /// By whose rules.
    public struct RuleSet: RawRepresentable, Hashable, Sendable {
        /// Path validation as in RFC 5280 section 6.
        public static let rfc5280 = Self(APPTUNNEL_RULE_SET_RFC5280)
        /// That, and what sections 4.1 and 4.2 ask of the look of certificates.
        public static let rfc5280WithProfile = Self(APPTUNNEL_RULE_SET_RFC5280_WITH_PROFILE)
        /// That, and the CA/Browser Forum's profile.
        public static let webPKI = Self(APPTUNNEL_RULE_SET_WEB_PKI)
        /// What an Apple device says of a TLS server, or of a client if that is the purpose.
        public static let apple = Self(APPTUNNEL_RULE_SET_APPLE)
        /// What an Apple device says of a chain, without the rules for TLS.
        public static let appleBasicX509 = Self(APPTUNNEL_RULE_SET_APPLE_BASIC_X509)

        public let rawValue: UInt32
        public init(rawValue: UInt32) { self.rawValue = rawValue }
        private init(_ number: Int32) { rawValue = UInt32(number) }
    }

    /// Sets up an evaluator that nobody else has yet.
    public struct Setup: ~Copyable {
        fileprivate let evaluator: OpaquePointer

        /// Says whose rules decide: a system and its release, such as `ios:18.4`. For Apple's rule sets alone.
        public func setRelease(_ release: String) throws {
            try Optional(release).withUTF8Text { release, length in
                try call { apptunnel_evaluator_set_release(evaluator, release, length, $0) }
            }
        }

        /// Says which name the client asked for: a DNS name or an IP address.
        public func setServerName(_ name: String) throws {
            try Optional(name).withUTF8Text { name, length in
                try call { apptunnel_evaluator_set_server_name(evaluator, name, length, $0) }
            }
        }

        /// Adds a trust anchor. Only Apple's rules ask for the origin.
        public func addAnchor(_ certificate: Certificate, origin: Origin = .device) throws {
            try certificate.handle.use { certificate in
                try call { apptunnel_evaluator_add_anchor(evaluator, certificate, origin.rawValue, $0) }
            }
        }

        /// Adds every certificate of a bundle to the trust anchors. Only Apple's rules ask for the origin.
        public func addAnchors(_ bundle: CertificateBundle, origin: Origin = .device) throws {
            try bundle.handle.use { bundle in
                try call { apptunnel_evaluator_add_anchors(evaluator, bundle, origin.rawValue, $0) }
            }
        }

        /// Trusts a leaf as it is, without a path.
        public func addTrustedLeaf(_ certificate: Certificate) throws {
            try certificate.handle.use { certificate in
                try call { apptunnel_evaluator_add_trusted_leaf(evaluator, certificate, $0) }
            }
        }

        /// Accepts signatures by SHA-1. Apple's rules are not changed.
        public func allowSHA1() throws {
            try call { apptunnel_evaluator_allow_sha1(evaluator, $0) }
        }

        /// Asks for the revocation status of every certificate below the anchor.
        ///
        /// - Parameter unknownIsFailure: whether a status that the CRLs do not tell is an error.
        public func checkRevocation(unknownIsFailure: Bool) throws {
            try call {
                apptunnel_evaluator_set_revocation(evaluator, UInt32(APPTUNNEL_REVOCATION_SCOPE_CHAIN), unknownIsFailure, $0)
            }
        }

        /// Adds a CRL in DER (RFC 5280 section 5).
        public func addCRL(_ der: Data) throws {
            try der.withUInt8s { bytes, length in
                try call { apptunnel_evaluator_add_crl(evaluator, bytes, length, $0) }
            }
        }

        /// Limits the work of an evaluation.
        public func setBudget(_ budget: Budget) throws {
            try budget.handle.use { budget in
                try call { apptunnel_evaluator_set_budget(evaluator, budget, $0) }
            }
        }
    }
}
