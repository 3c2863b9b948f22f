import CAppTunnel
import Foundation

/// What a console holds: certificates, profiles, Sentrys, spaces and devices. Never changes.
public final class Fleet: Sendable {
    let handle: Handle

    /// Reads a fleet from JSON by the published schema `fleet`. The message of the error says where it is wrong.
    public init(json: Data) throws {
        handle = try Handle(free: { apptunnel_fleet_free($0) }) { out, error in
            json.withText { apptunnel_fleet_from_json($0, $1, out, error) }
        }
    }

    /// The fleet as JSON by the published schema `fleet`, to be kept.
    public var json: Data {
        get throws {
            try Data(handle.use { fleet in try text { apptunnel_fleet_json(fleet, $0, $1) } }.utf8)
        }
    }

    /// Checks everything at one instant: every profile, every certificate, what Apple devices say of each chain, and which
    /// devices lose the tunnel.
    public func check(at instant: Date) throws -> FleetReport {
        try handle.use { fleet in try report { apptunnel_fleet_check(fleet, nil, instant.seconds, $0, $1) } }
    }
}

/// The answer to a check of a fleet. `docs/fleet-report.schema.json` is its schema.
public struct FleetReport: Codable, Hashable, Sendable {
    public let verdict: Verdict
    /// The instant that was asked about.
    public let at: Date
    public let findings: [Finding]
    /// Who loses the tunnel.
    public let losses: [Loss]

    /// Whether no finding is an error.
    public var isAccepted: Bool { verdict == .accepted }

    /// Devices that lose the tunnel of a profile.
    public struct Loss: Codable, Hashable, Sendable {
        /// From when on. The instant of the report if they have none now.
        public let from: Date
        public let profile: String
        public let devices: Recipient
        /// The rule that is broken.
        public let code: String
        public let reason: String
    }

    /// A device group, or one device.
    public struct Recipient: Codable, Hashable, Sendable {
        public let deviceGroup: String?
        public let device: String?
    }
}
