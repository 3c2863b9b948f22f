import CAppTunnel
import Foundation

/// What a TLS server offers, and with which certificate. Never changes.
public final class TLSServer: Sendable {
    let handle: Handle

    /// - Parameters:
    ///   - protocols: protocol versions by their Java names, such as `TLSv1.2`.
    ///   - suites: cipher suites by their names in IANA's registry, the preferred first. `nil`: every strong one that one of the
    ///     versions can use.
    ///   - leaf: the certificate that it shows.
    public init(protocols: [String], suites: [String]? = nil, leaf: Certificate) throws {
        guard let server = apptunnel_tls_server_new() else {
            throw AppTunnelError(.panic, nil)
        }
        handle = Handle(server, free: { apptunnel_tls_server_free($0) })
        let selection = try JSONEncoder().encode(["protocols": protocols, "suites": suites ?? []])
        try selection.withText { json, length in
            try call { apptunnel_tls_server_set_selection(server, json, length, $0) }
        }
        if suites == nil {
            try call { apptunnel_tls_server_select_strong(server, $0) }
        }
        try leaf.handle.use { leaf in
            try call { apptunnel_tls_server_set_leaf(server, leaf, $0) }
        }
    }

    /// Checks what is selected, against the key too. Findings have the JSON pointers of the selection.
    public func check() throws -> FindingList {
        try handle.use { server in try report { apptunnel_tls_server_check(server, $0, $1) } }
    }

    /// Lets it negotiate with every Apple client.
    public func negotiate() throws -> HandshakeMatrix {
        let matrix = try Handle(free: { apptunnel_handshake_matrix_free($0) }) { out, error in
            handle.use { apptunnel_tls_server_negotiate($0, out, error) }
        }
        return try matrix.use { try apptunnel_handshake_matrix_json($0).decode(HandshakeMatrix.self) }
    }
}

/// What every Apple client negotiates with a server. `docs/handshake-matrix.schema.json` is its schema.
public struct HandshakeMatrix: Codable, Hashable, Sendable {
    public let outcomes: [Outcome]
    /// What is worth knowing of the server besides.
    public let findings: [Finding]

    /// What one client negotiates.
    public struct Outcome: Codable, Hashable, Sendable {
        /// The client's stable name.
        public let client: String
        /// What connects: `safari`, `app_transport_security` or `mail`; more may come.
        public let application: String
        /// The releases that have this client.
        public let releases: String
        /// How sure the library is of what the client offers.
        public let clientCertainty: Certainty
        public let connection: Connection
    }

    /// A connection, or why there is none.
    public struct Connection: Codable, Hashable, Sendable {
        /// `connected` or `failed`.
        public let result: String
        /// The protocol version.
        public let version: String?
        /// The cipher suite.
        public let suite: String?
        /// The group of the key exchange, if there is one and the server's are known.
        public let group: String?
        /// How the server signs, where that is negotiated.
        public let signature: String?
        /// The rule that the server breaks.
        public let code: String?
        /// How sure that rule is.
        public let certainty: Certainty?
        /// Why there is no connection, as a clause without a full stop.
        public let message: String?

        public var isConnected: Bool { result == "connected" }
    }
}
