import AppTunnel
import Foundation
import XCTest

final class FleetTests: XCTestCase {
    func testFleetSaysWhoLosesTheTunnel() throws {
        let fleet = try Fleet(json: read("examples/files/fleet.json"))
        let report = try fleet.check(at: asOf)

        XCTAssertFalse(report.isAccepted)
        XCTAssertEqual(report.at, asOf)
        // Its certificate ends with the day before.
        let americas = report.losses.filter { $0.profile == "Americas" }
        XCTAssertEqual(Set(americas.map(\.from)), [instant("2026-06-20T00:00:00Z")])
        XCTAssertEqual(americas.compactMap(\.devices.deviceGroup), ["Warehouse"])
        XCTAssertEqual(americas.compactMap(\.devices.device), ["iPad of the showroom"])
        let notAssigned = try XCTUnwrap(report.findings.first { $0.code == "fleet.not-assigned" })
        XCTAssertEqual(notAssigned.subject.kind, .field)
        XCTAssertEqual(notAssigned.subject.pointer, "/profiles/Lab")
    }

    func testFleetIsKept() throws {
        let fleet = try Fleet(json: read("examples/files/fleet.json"))
        XCTAssertEqual(try Fleet(json: fleet.json).check(at: asOf), try fleet.check(at: asOf))
        assertThrows(.invalidJson, "invalid-json") { try Fleet(json: Data(#"{"version": 1, "sentrys": 7}"#.utf8)) }
    }
}
