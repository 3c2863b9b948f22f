import CAppTunnel
import Foundation

/// What an uploaded file is for. Never changes.
public final class UploadOptions: Sendable {
    /// Which store a file goes into.
    public enum Store: Sendable {
        /// TLS Server Certificates: the Sentry shows the certificate to devices.
        case tlsServer
        /// Group Certificates: the Sentry knows devices by the certificate.
        case group
    }

    let handle: Handle

    /// - Parameters:
    ///   - serverName: by which name devices reach the Sentry: a DNS name or an IP address. `nil`: not known.
    ///   - expiresWithinDays: asks for a warning of certificates with no more than this many days left.
    ///   - release: whose rules decide, such as `ios:18.4`. `nil`: the newest iOS that is known.
    ///   - origin: how the devices came to trust the roots. `nil`: Apple's store or, for what is not there, MDM.
    ///   - anchors: files with the roots that the devices have.
    ///   - budget: limits the work of a check. `nil` is the default one.
    /// - Throws: ``AppTunnelError`` if `serverName` is not a name or `release` not a release.
    public init(
        store: Store = .tlsServer,
        serverName: String? = nil,
        expiresWithinDays: UInt32? = nil,
        release: String? = nil,
        origin: Origin? = nil,
        anchors: [CertificateBundle] = [],
        budget: Budget? = nil
    ) throws {
        guard let options = apptunnel_upload_options_new() else {
            throw AppTunnelError(.panic, nil)
        }
        handle = Handle(options, free: { apptunnel_upload_options_free($0) })
        let number = store == .group ? APPTUNNEL_STORE_GROUP : APPTUNNEL_STORE_TLS_SERVER
        try call { apptunnel_upload_options_set_store(options, UInt32(number), $0) }
        try serverName.withUTF8Text { name, length in
            try call { apptunnel_upload_options_set_server_name(options, name, length, $0) }
        }
        if let expiresWithinDays {
            try call { apptunnel_upload_options_set_expires_within_days(options, expiresWithinDays, $0) }
        }
        if release != nil {
            try release.withUTF8Text { release, length in
                try call { apptunnel_upload_options_set_release(options, release, length, $0) }
            }
        }
        if let origin {
            try call { apptunnel_upload_options_set_origin(options, origin.rawValue, $0) }
        }
        for bundle in anchors {
            try bundle.handle.use { anchors in
                try call { apptunnel_upload_options_add_anchors(options, anchors, $0) }
            }
        }
        if let budget {
            try budget.handle.use { budget in
                try call { apptunnel_upload_options_set_budget(options, budget, $0) }
            }
        }
    }
}

/// Who trusts a root.
public struct Origin: RawRepresentable, Hashable, Sendable {
    /// It is in Apple's store.
    public static let system = Self(APPTUNNEL_ORIGIN_SYSTEM)
    /// The user, an administrator or MDM installed it.
    public static let user = Self(APPTUNNEL_ORIGIN_USER)
    /// An app set it for its own connections.
    public static let app = Self(APPTUNNEL_ORIGIN_APP)
    /// It is on the device: in Apple's store if that holds it, otherwise installed. For anchors alone.
    public static let device = Self(APPTUNNEL_ORIGIN_DEVICE)

    public let rawValue: UInt32
    public init(rawValue: UInt32) { self.rawValue = rawValue }
    private init(_ number: Int32) { rawValue = UInt32(number) }
}

extension CertificateBundle {
    /// Checks the file at one instant. Whether it may be used is in the report.
    ///
    /// - Parameter options: `nil` is a TLS server certificate with nothing else known.
    /// - Throws: ``AppTunnelError`` if `instant` is outside the years 0 to 9999.
    public func check(at instant: Date, options: UploadOptions? = nil) throws -> Report {
        try handle.use { bundle in
            try (options?.handle).use { options in
                try report { apptunnel_upload_check(bundle, options, instant.seconds, $0, $1) }
            }
        }
    }

    /// What every release of one of Apple's systems says of the chain at one instant. The system is that of the options' release.
    ///
    /// - Throws: ``AppTunnelError`` if there is no certificate for a server.
    public func matrix(at instant: Date, options: UploadOptions? = nil) throws -> TrustMatrix {
        try handle.use { bundle in
            try (options?.handle).use { options in
                try value { apptunnel_upload_matrix(bundle, options, instant.seconds, $0, $1) }
            }
        }
    }
}
