import CAppTunnel
import Foundation

/// A Sentry profile as it was typed in. Never changes.
public final class ProfileDraft: Sendable {
    let handle: Handle

    /// Reads a draft from JSON of the published schema `profile-draft`, or a profile of the schema `profile`. Whether its fields
    /// are right is for ``check()`` to say.
    public init(json: Data) throws {
        handle = try Handle(free: { apptunnel_profile_draft_free($0) }) { out, error in
            json.withText { apptunnel_profile_draft_from_json($0, $1, out, error) }
        }
    }

    /// Checks every field, and the fields against each other. Each finding has the JSON pointer of its field.
    ///
    /// - Returns: the findings, and the profile unless one of them is an error.
    public func check() throws -> (findings: FindingList, profile: Profile?) {
        var profile: OpaquePointer?
        let findings: Result<FindingList, Error> = Result {
            try handle.use { draft in try report { apptunnel_profile_draft_check(draft, $0, &profile, $1) } }
        }
        let checked = profile.map { Profile(Handle($0, free: { apptunnel_profile_free($0) })) }
        return try (findings.get(), checked)
    }
}

/// A Sentry profile without an error. Never changes.
public final class Profile: Sendable {
    let handle: Handle

    /// Reads a profile from JSON of the published schema `profile` or `profile-draft`, and checks it.
    ///
    /// - Throws: ``AppTunnelError`` with the findings if the profile has errors.
    public init(json: Data) throws {
        handle = try Handle(free: { apptunnel_profile_free($0) }) { out, error in
            json.withText { apptunnel_profile_from_json($0, $1, out, error) }
        }
    }

    init(_ handle: Handle) {
        self.handle = handle
    }

    /// The whole profile as JSON, by the published schema `profile`.
    public var json: Data {
        get throws {
            try Data(handle.use { profile in try text { apptunnel_profile_json(profile, $0, $1) } }.utf8)
        }
    }
}
