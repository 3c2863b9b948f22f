import CAppTunnel

/// Limits on the work and memory that one call may spend. Never changes.
public final class Budget: Sendable {
    let handle: Handle

    /// The default limits, but for those that are given.
    public init(_ limits: [Limit: UInt64] = [:]) throws {
        guard let budget = apptunnel_budget_new() else {
            throw AppTunnelError(.panic, nil)
        }
        handle = Handle(budget, free: { apptunnel_budget_free($0) })
        for (limit, value) in limits {
            try call { apptunnel_budget_set(budget, limit.rawValue, value, $0) }
        }
    }

    /// One limit.
    public subscript(limit: Limit) -> UInt64 {
        handle.use { apptunnel_budget_get($0, limit.rawValue) }
    }

    /// What is limited.
    public struct Limit: RawRepresentable, Hashable, Sendable {
        /// Bytes of one input file.
        public static let inputBytes = Self(APPTUNNEL_LIMIT_INPUT_BYTES)
        /// Certificates taken from one file.
        public static let certificates = Self(APPTUNNEL_LIMIT_CERTIFICATES)
        /// Private keys read from one file.
        public static let privateKeys = Self(APPTUNNEL_LIMIT_PRIVATE_KEYS)
        /// Levels of ASN.1 nesting.
        public static let asn1Depth = Self(APPTUNNEL_LIMIT_ASN1_DEPTH)
        /// Levels of SafeContents inside SafeContents in a PKCS#12 file.
        public static let safeContentsDepth = Self(APPTUNNEL_LIMIT_SAFE_CONTENTS_DEPTH)
        /// Key derivation iterations spent on one file.
        public static let kdfIterations = Self(APPTUNNEL_LIMIT_KDF_ITERATIONS)
        /// Bytes of memory that scrypt may ask for.
        public static let scryptMemory = Self(APPTUNNEL_LIMIT_SCRYPT_MEMORY)
        /// scrypt's cost N·r·p spent on one file.
        public static let scryptCost = Self(APPTUNNEL_LIMIT_SCRYPT_COST)
        /// Parts of one file that are decrypted.
        public static let decryptions = Self(APPTUNNEL_LIMIT_DECRYPTIONS)
        /// Signature checks in one evaluation.
        public static let signatures = Self(APPTUNNEL_LIMIT_SIGNATURES)
        /// Certificates put on candidate paths in one evaluation.
        public static let pathSteps = Self(APPTUNNEL_LIMIT_PATH_STEPS)
        /// Candidate paths looked at in one evaluation.
        public static let paths = Self(APPTUNNEL_LIMIT_PATHS)
        /// Certificates on one path, leaf and anchor included.
        public static let pathLength = Self(APPTUNNEL_LIMIT_PATH_LENGTH)
        /// Comparisons of names with name constraints in one evaluation.
        public static let nameComparisons = Self(APPTUNNEL_LIMIT_NAME_COMPARISONS)
        /// Nodes of the policy graph of one path.
        public static let policyNodes = Self(APPTUNNEL_LIMIT_POLICY_NODES)
        /// Dates of certificates at which a forecast asks a device.
        public static let instants = Self(APPTUNNEL_LIMIT_INSTANTS)

        public let rawValue: UInt32
        public init(rawValue: UInt32) { self.rawValue = rawValue }
        private init(_ number: Int32) { rawValue = UInt32(number) }
    }
}
