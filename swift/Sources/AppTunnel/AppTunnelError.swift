import CAppTunnel
import Foundation

/// Why a call failed. What is wrong with a certificate is not an error but a finding of a report.
public struct AppTunnelError: LocalizedError, CustomStringConvertible, Sendable {
    /// What went wrong, for a `switch`. New values may come, so a `switch` needs `@unknown default`.
    public let status: Status
    /// Stable name of what went wrong, such as `wrong-password`.
    public let kind: String
    /// What is wrong, where, and what to do, for people.
    public let message: String
    /// Why what was asked for was refused, finding by finding. Empty unless the status is ``Status/refused``.
    public let findings: [Finding]

    public var errorDescription: String? { message }
    public var description: String { "\(kind): \(message)" }

    init(_ status: Status, _ error: OpaquePointer?) {
        self.status = status
        kind = apptunnel_error_kind(error).string ?? "\(status)"
        message = apptunnel_error_message(error).string ?? ""
        findings = apptunnel_error_report(error).flatMap { try? apptunnel_report_json($0).decode(FindingList.self).findings } ?? []
    }
}

/// Whether a call worked, and if not, why.
public typealias Status = apptunnel_status
