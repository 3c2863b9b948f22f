import AppTunnel
import Foundation
import XCTest

final class EvaluatorTests: XCTestCase {
    private func evaluate(
        _ file: String = "good.p12",
        _ ruleSet: Evaluator.RuleSet = .apple,
        setUp: (borrowing Evaluator.Setup) throws -> Void
    ) throws -> Evaluation {
        let certificates = try open(file).certificates
        return try Evaluator(ruleSet, at: asOf, setUp: setUp).evaluate(certificates[0], others: Array(certificates.dropFirst()))
    }

    func testChainToAnAnchorIsAccepted() throws {
        let root = try XCTUnwrap(open("root.pem", password: nil).certificates.first)
        for ruleSet in [Evaluator.RuleSet.rfc5280, .apple] {
            let evaluation = try evaluate("no-root.p12", ruleSet) {
                try $0.addAnchor(root)
                try $0.setServerName("sentry.example.com")
            }
            XCTAssertTrue(evaluation.isAccepted)
            XCTAssertEqual(evaluation.summary.paths[0].certificates.count, 3)
            XCTAssertTrue(evaluation.summary.paths[0].isComplete)
            XCTAssertEqual(evaluation.summary.apple?.trustResult, ruleSet == .apple ? .proceed : nil)
            let path = try evaluation.certificates(ofPath: 0)
            XCTAssertEqual(path.map(\.sha256), evaluation.summary.paths[0].certificates.map(\.sha256))
            XCTAssertEqual(path.last?.der, root.der)
            XCTAssertEqual(try evaluation.certificates(ofPath: 99).count, 0)
        }
    }

    func testNobodyIsTrustedWithoutAnchors() throws {
        let evaluation = try evaluate { _ in }
        XCTAssertFalse(evaluation.isAccepted)
        XCTAssertFalse(evaluation.summary.paths[0].isComplete)
        // Apple's SecBase.h: errSecNotTrusted = -67843.
        XCTAssertEqual(evaluation.summary.apple?.osStatus?.number, -67843)
    }

    func testSetupIsHeeded() throws {
        let roots = try open("root.pem", password: nil)
        // Apple's SecBase.h: errSecHostNameMismatch = -67602.
        let elsewhere = try evaluate {
            try $0.addAnchors(roots, origin: .user)
            try $0.setServerName("elsewhere.example.net")
        }
        XCTAssertEqual(elsewhere.summary.apple?.osStatus?.number, -67602)

        // 826 days are too long since iOS 13.
        let tooLong = { (release: String) in
            try self.evaluate("too-long.p12") {
                try $0.addAnchors(roots, origin: .user)
                try $0.setRelease(release)
            }
        }
        XCTAssertTrue(try tooLong("ios:12").isAccepted)
        XCTAssertFalse(try tooLong("ios:13").isAccepted)

        let sha1 = { (allowed: Bool) in
            try self.evaluate("sha1.p12", .rfc5280) {
                try $0.addAnchors(roots)
                if allowed { try $0.allowSHA1() }
            }
        }
        XCTAssertTrue(try sha1(true).isAccepted)
        XCTAssertFalse(try sha1(false).isAccepted)

        let unrevoked = try evaluate("good.p12", .rfc5280) {
            try $0.addAnchors(roots)
            try $0.checkRevocation(unknownIsFailure: true)
        }
        XCTAssertFalse(unrevoked.isAccepted)
        XCTAssertEqual(unrevoked.summary.paths[0].revocation?.first?.status, "unknown")

        let leaf = try open("self-signed.p12").certificates[0]
        XCTAssertTrue(try evaluate("self-signed.p12", .rfc5280) { try $0.addTrustedLeaf(leaf) }.isAccepted)

        let spent = try evaluate("good.p12", .rfc5280) {
            try $0.addAnchors(roots)
            try $0.setBudget(Budget([.signatures: 1]))
        }
        XCTAssertEqual(spent.summary.budgetSpent, "signatures")

        assertThrows(.corrupt, "corrupt") { try evaluate { try $0.addCRL(Data("no CRL".utf8)) } }
        assertThrows(.invalidArgument, "invalid-argument") { try evaluate { try $0.setRelease("ios:9") } }
        assertThrows(.invalidArgument, "invalid-argument") { try Evaluator(.init(rawValue: 99), at: asOf) { _ in } }
    }

    func testEveryReleaseIsAsked() throws {
        let file = try open("too-long.p12")
        let certificates = try file.certificates
        let roots = try open("root.pem", password: nil)
        let evaluator = try Evaluator(.apple, at: asOf) { try $0.addAnchors(roots, origin: .user) }
        let matrix = try evaluator.matrix("ios", leaf: certificates[0], others: Array(certificates.dropFirst()))

        XCTAssertEqual(matrix.platform, "ios")
        let user = matrix.spans.filter { $0.origin == "user" }
        XCTAssertNil(user.first?.osStatus)
        XCTAssertEqual(user.first?.before, user.dropFirst().first?.from)
        // Apple's SecBase.h: errSecCertificateValidityPeriodTooLong = -67901.
        XCTAssertEqual(user.last?.osStatus?.number, -67901)
        XCTAssertFalse(try XCTUnwrap(user.last).reasons.isEmpty)

        XCTAssertEqual(try file.matrix(at: asOf, options: UploadOptions(release: "macos:15")).platform, "macos")
        XCTAssertTrue(try evaluator.evaluate(certificates[0], others: certificates).explain().contains("825 days"))
        XCTAssertEqual(try evaluate("good.p12", .rfc5280) { _ in }.explain(), "")
    }
}
