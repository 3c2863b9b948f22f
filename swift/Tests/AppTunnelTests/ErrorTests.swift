import AppTunnel
import Foundation
import XCTest

final class ErrorTests: XCTestCase {
    func testFilesThatCannotBeOpened() throws {
        assertThrows(.wrongPassword, "wrong-password") { try open("good.p12", password: "Sentry") }
        assertThrows(.wrongPassword, "wrong-password") { try open("good.p12", password: "") }
        assertThrows(.passwordRequired, "password-required") { try open("good.p12", password: nil) }
        assertThrows(.notACertificateFile, "not-a-certificate-file") { try open("README.md") }
        assertThrows(.empty, "empty") { try CertificateBundle(Data()) }
        let half = try read("examples/files/good.p12").prefix(1000)
        assertThrows(.corrupt, "corrupt") { try CertificateBundle(half, password: "sentry") }
    }

    func testArgumentsThatCannotBe() throws {
        assertThrows(.invalidArgument, "invalid-argument") {
            try UploadOptions(serverName: "https://sentry.example.com")
        }
        let bundle = try open("good.p12")
        for seconds in [1e12, -1e12, 1e300, -.infinity, .nan] {
            assertThrows(.invalidArgument, "invalid-argument") {
                try bundle.check(at: Date(timeIntervalSince1970: seconds))
            }
        }
    }

    /// Statuses that later releases add are kept as they are, and a `switch` has its place for them.
    func testStatusIsOpen() throws {
        func isAboutPassword(_ status: Status) -> Bool? {
            switch status {
            case .wrongPassword, .passwordRequired: true
            case .ok, .nullArgument, .invalidUtf8, .invalidArgument, .panic, .unsupportedAlgorithm, .corrupt,
                .notACertificateFile, .limitExceeded, .empty, .invalidJson, .refused:
                false
            @unknown default: nil
            }
        }
        XCTAssertEqual(isAboutPassword(.wrongPassword), true)
        XCTAssertEqual(isAboutPassword(.corrupt), false)
        XCTAssertNil(isAboutPassword(try XCTUnwrap(Status(rawValue: 4711))))
    }

    /// Passwords that are empty, accented, Japanese or emoji.
    func testPasswordsOfManyKinds() throws {
        struct Entry: Decodable {
            let file: String
            let password: String?
            let outcome: String
            let certificates: [String]
        }
        let entries = try JSONDecoder().decode([Entry].self, from: read("tests/fixtures/containers/manifest.json"))
        var passwords: Set<String> = []
        for entry in entries where entry.outcome == "ok" {
            guard let password = entry.password, passwords.insert(password).inserted else { continue }
            let bundle = try CertificateBundle(read("tests/fixtures/containers/\(entry.file)"), password: password)
            XCTAssertEqual(try bundle.certificates.map(\.sha256), entry.certificates, entry.file)
        }
        XCTAssertTrue(passwords.contains(""))
        XCTAssertTrue(passwords.contains { !$0.utf8.elementsEqual($0.unicodeScalars.map { UInt8(truncatingIfNeeded: $0.value) }) })
    }
}
