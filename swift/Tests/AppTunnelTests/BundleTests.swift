import AppTunnel
import Foundation
import XCTest

final class BundleTests: XCTestCase {
    func testCertificatesOutliveTheirBundle() throws {
        let certificates = try open("good.p12").certificates
        let summaries = try open("good.p12").check(at: asOf).certificates

        for (certificate, summary) in zip(certificates, summaries) {
            XCTAssertEqual(certificate.sha256, summary.sha256)
            XCTAssertEqual(certificate.subject, summary.subject)
            XCTAssertEqual(certificate.issuer, summary.issuer)
            XCTAssertEqual(certificate.serial, summary.serial)
            XCTAssertEqual(certificate.notBefore, summary.notBefore)
            XCTAssertEqual(certificate.notAfter, summary.notAfter)
            XCTAssertEqual(certificate.key, summary.key)
            XCTAssertEqual(certificate.signatureAlgorithm, summary.signatureAlgorithm)
            XCTAssertEqual(certificate.names, summary.names)
            XCTAssertEqual(certificate.isCA, summary.role != .leaf)
        }
        XCTAssertEqual(summaries.count, 3)
        XCTAssertEqual(summaries[0].names, ["sentry.example.com"])
    }

    func testCertificateIsReadFromItsDER() throws {
        let der = try read("examples/files/leaf.cer")
        XCTAssertEqual(try Certificate(der: der).der, der)
        assertThrows(.corrupt, "corrupt") { try Certificate(der: der.dropLast()) }
    }

    func testSummarySaysWhatIsInside() throws {
        let bundle = try open("good.p12")
        let summary = try bundle.summary
        XCTAssertEqual(summary.format, "pkcs12")
        XCTAssertEqual(summary.encoding, "der")
        XCTAssertEqual(summary.keys.map(\.type), ["RSA-2048"])
        XCTAssertEqual(summary.keys[0].matches, try bundle.certificates[0].sha256)
        XCTAssertEqual(summary.keys[0].spkiSha256.count, 64)
        XCTAssertTrue(try XCTUnwrap(summary.encryption.key).contains("AES-256"))
        XCTAssertNotNil(summary.iterations.mac)
        XCTAssertTrue(try XCTUnwrap(open("weak-encryption.p12").summary.encryption.certs).contains("RC2"))
    }

    func testBudgetIsKept() throws {
        let file = try read("examples/files/good.p12")
        let size = UInt64(file.count)
        XCTAssertNoThrow(try CertificateBundle(file, password: "sentry", budget: Budget([.inputBytes: size])))
        assertThrows(.limitExceeded, "limit-exceeded") {
            try CertificateBundle(file, password: "sentry", budget: Budget([.inputBytes: size - 1]))
        }
        XCTAssertEqual(try Budget([.paths: 7])[.paths], 7)
        XCTAssertGreaterThan(try Budget()[.paths], 7)
        assertThrows(.invalidArgument, "invalid-argument") { try Budget([.init(rawValue: 99): 1]) }
    }
}
