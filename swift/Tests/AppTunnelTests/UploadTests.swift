import AppTunnel
import Foundation
import XCTest

final class UploadTests: XCTestCase {
    func testGoodFileIsAccepted() throws {
        let options = try UploadOptions(serverName: "sentry.example.com", anchors: [open("root.pem", password: nil)])
        let report = try open("good.p12").check(at: asOf, options: options)

        XCTAssertTrue(report.isAccepted)
        XCTAssertEqual(report.at, asOf)
        XCTAssertEqual(report.chain, [0, 1, 2])
        XCTAssertEqual(report.certificates.map(\.role), [.leaf, .intermediate, .root])
        XCTAssertEqual(report.certificates[0].key, "RSA-2048")
        XCTAssertEqual(report.findings.map(\.severity).filter { $0 != .info }, [])
        XCTAssertEqual(report.apple?.trustResult, .proceed)
        XCTAssertNil(report.apple?.osStatus)
    }

    /// `examples/files/README.md` says what each file should be told.
    func testFaultsAreFound() throws {
        let faults: [(file: String, code: String, severity: Severity, basis: Basis)] = [
            ("leaf-only.p12", "upload.no-chain", .error, .ivantiTable),
            ("no-root.p12", "upload.no-root", .warning, .ivantiTable),
            ("wrong-root.p12", "upload.root-mismatch", .warning, .ivantiTable),
            ("rsa-1024.p12", "article-103769.key-size", .error, .appleHT210176),
            ("expired.p12", "validity.expired", .error, .library),
            ("no-key.p12", "key.missing", .error, .library),
        ]
        for fault in faults {
            let report = try open(fault.file).check(at: asOf)
            let finding = try XCTUnwrap(report.findings.first { $0.code == fault.code }, fault.file)
            XCTAssertEqual(finding.severity, fault.severity, fault.file)
            XCTAssertEqual(finding.basis, fault.basis, fault.file)
            XCTAssertEqual(report.isAccepted, fault.severity != .error, fault.file)
        }
    }

    func testSubjectSaysWhichCertificate() throws {
        let report = try open("expired.p12").check(at: asOf)
        let finding = try XCTUnwrap(report.findings.first { $0.code == "validity.expired" })

        XCTAssertEqual(finding.subject.kind, .certificate)
        XCTAssertEqual(finding.subject.index, 0)
        XCTAssertEqual(finding.subject.sha256, report.certificates[0].sha256)
        XCTAssertEqual(report.certificates[0].notBefore, instant("2025-01-01T00:00:00Z"))
    }

    func testAppleSaysWhy() throws {
        let report = try open("rsa-1024.p12").check(at: asOf)
        let refusal = try XCTUnwrap(report.findings.first { $0.code == "article-103769.key-size" }?.apple)

        // Apple's SecBase.h: errSecUnsupportedKeySize = -67735.
        XCTAssertEqual(report.apple?.osStatus?.number, -67735)
        XCTAssertEqual(refusal.osStatus.description, "errSecUnsupportedKeySize (-67735)")
        XCTAssertEqual(refusal.chainIndex, 0)
    }

    func testOptionsAreHeeded() throws {
        let codes = { (file: String, options: UploadOptions) in
            try Set(open(file).check(at: asOf, options: options).findings.map(\.code))
        }
        let elsewhere = try UploadOptions(serverName: "elsewhere.example.net")
        XCTAssertTrue(try codes("good.p12", elsewhere).contains("trust.name-not-covered"))
        // 19 days are left.
        XCTAssertFalse(try codes("expiring-soon.p12", UploadOptions(expiresWithinDays: 18)).contains("validity.expires-soon"))
        XCTAssertTrue(try codes("expiring-soon.p12", UploadOptions(expiresWithinDays: 19)).contains("validity.expires-soon"))
        // A CA for device certificates is no server certificate.
        let group = try open("group.cer", password: nil)
        XCTAssertFalse(try group.check(at: asOf).isAccepted)
        XCTAssertTrue(try group.check(at: asOf, options: UploadOptions(store: .group)).isAccepted)
        // With the roots known, a chain to another one is not trusted.
        let stranger = try UploadOptions(anchors: [group])
        XCTAssertFalse(try codes("good.p12", UploadOptions()).contains("trust.not-anchored"))
        XCTAssertTrue(try codes("good.p12", stranger).contains("trust.not-anchored"))
    }

    func testHandlesAreSharedByTasks() async throws {
        let bundle = try open("good.p12")
        let options = try UploadOptions(serverName: "sentry.example.com")
        let expected = try bundle.check(at: asOf, options: options)

        let reports = try await withThrowingTaskGroup(of: Report.self) { group in
            for _ in 0..<32 {
                group.addTask { try bundle.check(at: asOf, options: options) }
            }
            return try await group.reduce(into: []) { $0.append($1) }
        }
        XCTAssertEqual(reports.count, 32)
        XCTAssertEqual(Set(reports), [expected])
    }
}
