import CAppTunnel
import Foundation

/// What an evaluation found. Never changes.
public final class Evaluation: Sendable {
    let handle: Handle

    /// Verdict, paths and findings.
    public let summary: EvaluationSummary

    init(_ handle: Handle) throws {
        self.handle = handle
        summary = try handle.use { evaluation in try value { apptunnel_evaluation_json(evaluation, $0, $1) } }
    }

    /// Whether one path was accepted.
    public var isAccepted: Bool { summary.verdict == .accepted }

    /// The certificates of a path, from the leaf up. Empty if there is no such path.
    public func certificates(ofPath path: Int) throws -> [Certificate] {
        guard path >= 0 else {
            return []
        }
        return try handle.use { evaluation in
            try (0..<apptunnel_evaluation_path_length(evaluation, path)).compactMap {
                try apptunnel_evaluation_path_certificate(evaluation, path, $0).map(Certificate.init(lent:))
            }
        }
    }

    /// For people: which releases of the platform accept the chain and which reject it and why, for each way in which the root
    /// may have come to be trusted. Empty if the rules are not Apple's. Evaluates for every release, which takes a while.
    public func explain() throws -> String {
        try handle.use { evaluation in try text { apptunnel_evaluation_explain(evaluation, $0, $1) } }
    }
}

/// An evaluation without the bytes of its certificates. `docs/evaluation.schema.json` is its schema, and
/// `docs/trust-evaluation.schema.json` if the rules are Apple's.
public struct EvaluationSummary: Codable, Hashable, Sendable {
    /// Whether one path was accepted.
    public let verdict: Verdict
    /// What an Apple device reports. `nil` if the rules are not Apple's.
    public let apple: AppleOutcome?
    /// Every path that was looked at, the best first.
    public let paths: [PathSummary]
    /// Which limit of the budget ended the search, if one did.
    public let budgetSpent: String?
}

/// One path and what is wrong with it.
public struct PathSummary: Codable, Hashable, Sendable {
    /// The certificates from the leaf up, the anchor last if the path reaches one.
    public let certificates: [CertificateSummary]
    /// Whether the path ends in an anchor or is a trusted leaf.
    public let isComplete: Bool
    /// What is wrong, in the order of the checks. The index in a subject counts in ``certificates``.
    public let findings: [Finding]
    /// The revocation status of the certificates that it was asked for, from the leaf up.
    public let revocation: [RevocationSummary]?
}

/// What the CRLs say about a certificate.
public struct RevocationSummary: Codable, Hashable, Sendable {
    /// `good`, `revoked` or `unknown`; more may come.
    public let status: String
    /// When it was revoked.
    public let at: Date?
    /// Why it was, if the CRL says, in the words of RFC 5280 section 5.3.1.
    public let reason: String?
    /// Why the CRLs do not tell.
    public let why: [String]?
}

/// What a device with one release says of a chain.
public struct AppleOutcome: Codable, Hashable, Sendable {
    /// The release, such as `ios:18.4`.
    public let release: String
    /// The result of `SecTrustGetTrustResult`.
    public let trustResult: TrustResult
    /// The error of `SecTrustEvaluateWithError`. `nil` if the chain is trusted, or the leaf cannot be created.
    public let osStatus: OSStatusCode?
}

/// What every release of one of Apple's systems says of a chain. `docs/trust-matrix.schema.json` is its schema.
public struct TrustMatrix: Codable, Hashable, Sendable {
    /// The system, such as `ios`.
    public let platform: String
    /// The instant that was asked about.
    public let at: Date
    public let spans: [Span]

    /// Releases that say the same.
    public struct Span: Codable, Hashable, Sendable {
        /// Who trusts the root: `system`, `user` or `app`.
        public let origin: String
        /// The first of these releases.
        public let from: String
        /// The first release after them. `nil`: there is none.
        public let before: String?
        public let trustResult: TrustResult
        public let osStatus: OSStatusCode?
        /// Why they refuse.
        public let reasons: [Finding]
    }
}
