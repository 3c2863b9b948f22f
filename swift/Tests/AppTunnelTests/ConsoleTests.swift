import AppTunnel
import Foundation
import XCTest

final class ConsoleTests: XCTestCase {
    func testProfileWithoutErrorIsGiven() throws {
        let (list, profile) = try ProfileDraft(json: read("examples/profile.json")).check()
        XCTAssertTrue(list.isAccepted)
        let json = try XCTUnwrap(profile).json
        XCTAssertEqual(try Profile(json: json).json, json)
    }

    func testEveryFaultOfAProfileIsFoundAtOnce() throws {
        let (list, profile) = try ProfileDraft(json: Data(#"{"kind": "certificates"}"#.utf8)).check()
        XCTAssertNil(profile)
        XCTAssertFalse(list.isAccepted)
        let fields = list.findings.filter { $0.severity == .error }.compactMap(\.subject.pointer)
        XCTAssertTrue(fields.contains("/global/name"))
        XCTAssertTrue(fields.contains("/global/external_host"))

        XCTAssertThrowsError(try Profile(json: Data(#"{"kind": "certificates"}"#.utf8))) { error in
            XCTAssertEqual((error as? AppTunnelError)?.status, .refused)
            XCTAssertEqual((error as? AppTunnelError)?.findings, list.findings)
        }
        assertThrows(.invalidJson, "invalid-json") { try ProfileDraft(json: Data("{".utf8)) }
        assertThrows(.invalidUtf8, "invalid-utf8") { try ProfileDraft(json: Data([0xFF])) }
    }

    func testClientsNegotiate() throws {
        let leaf = try open("good.p12").certificates[0]
        let today = try TLSServer(protocols: ["TLSv1.2", "TLSv1.3"], leaf: leaf)
        XCTAssertTrue(try today.check().isAccepted)
        let matrix = try today.negotiate()
        XCTAssertTrue(matrix.outcomes.allSatisfy(\.connection.isConnected))
        XCTAssertTrue(matrix.outcomes.contains { $0.connection.version == "TLSv1.3" })

        // Apple: "TLS 1.2 or later" for App Transport Security.
        let old = try TLSServer(protocols: ["TLSv1"], suites: ["TLS_RSA_WITH_AES_128_CBC_SHA"], leaf: leaf).negotiate()
        let apps = old.outcomes.filter { $0.application == "app_transport_security" }
        XCTAssertFalse(apps.isEmpty)
        XCTAssertFalse(apps.contains { $0.connection.isConnected })
        XCTAssertTrue(apps.allSatisfy { $0.connection.code != nil && $0.connection.message != nil })

        assertThrows(.invalidJson, "invalid-json") { try TLSServer(protocols: ["TLS 1.2"], leaf: leaf) }
    }

    func testCatalogueHasTheRuleOfEachFinding() throws {
        let rules = try Dictionary(uniqueKeysWithValues: Library.rules.map { ($0.code, $0) })
        for file in ["good.p12", "leaf-only.p12", "rsa-1024.p12", "two-leaves.p12"] {
            for finding in try open(file).check(at: asOf).findings {
                let rule = try XCTUnwrap(rules[finding.code], finding.code)
                XCTAssertEqual(rule.basis, finding.basis)
                XCTAssertEqual(rule.reference, finding.reference)
            }
        }
        // Apple's SecBase.h: errSecHostNameMismatch = -67602.
        XCTAssertEqual(rules["apple.name.no-san-match"]?.apple?.check?.osStatus.number, -67602)
    }
}
