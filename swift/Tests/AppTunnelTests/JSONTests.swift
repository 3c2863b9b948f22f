import CAppTunnel
import Foundation
import XCTest

@testable import AppTunnel

final class JSONTests: XCTestCase {
    func testReportsComeBackAsTheyWere() throws {
        for file in ["good.p12", "rsa-1024.p12", "leaf-only.p12", "weak-encryption.p12", "key-mismatch.p12", "no-key.p12"] {
            try assertComesBack(Report.self, reportJSON(open(file)))
        }
    }

    func testAnswersComeBackAsTheyWere() throws {
        let bundle = try open("rsa-1024.p12")
        let certificates = try bundle.certificates
        let evaluator = try Evaluator(.apple, at: asOf) { try $0.checkRevocation(unknownIsFailure: true) }
        let evaluation = try evaluator.evaluate(certificates[0], others: certificates)

        try assertComesBack(BundleSummary.self, text { out, error in bundle.handle.use { apptunnel_bundle_json($0, out, error) } })
        try assertComesBack(EvaluationSummary.self, text { out, error in
            evaluation.handle.use { apptunnel_evaluation_json($0, out, error) }
        })
        try assertComesBack(TrustMatrix.self, text { out, error in
            bundle.handle.use { apptunnel_upload_matrix($0, nil, asOf.seconds, out, error) }
        })
    }

    func testNegotiationsAndRulesComeBackAsTheyWere() throws {
        let leaf = try open("good.p12").certificates[0]
        for protocols in [["TLSv1"], ["TLSv1.2", "TLSv1.3"]] {
            let server = try TLSServer(protocols: protocols, suites: ["TLS_RSA_WITH_AES_128_CBC_SHA"], leaf: leaf)
            let matrix = try Handle(free: { apptunnel_handshake_matrix_free($0) }) { out, error in
                server.handle.use { apptunnel_tls_server_negotiate($0, out, error) }
            }
            try assertComesBack(HandshakeMatrix.self, XCTUnwrap(matrix.use { apptunnel_handshake_matrix_json($0).string }))
        }
        try assertComesBack([Rule].self, text { apptunnel_rule_catalogue_json($0, $1) })
    }

    func testFleetReportsComeBackAsTheyWere() throws {
        let fleet = try Fleet(json: read("examples/files/fleet.json"))
        let report = try Handle(free: { apptunnel_report_free($0) }) { out, error in
            fleet.handle.use { apptunnel_fleet_check($0, nil, asOf.seconds, out, error) }
        }
        try assertComesBack(FleetReport.self, XCTUnwrap(report.use { apptunnel_report_json($0).string }))
    }

    func testUnknownWordsAndFieldsAreRead() throws {
        let text = try reportJSON(open("good.p12"))
        let later = text.replacingOccurrences(of: #""severity":"info""#, with: #""severity":"hint","colour":"blue""#)
        XCTAssertNotEqual(later, text)

        let report = try JSONDecoder.appTunnel.decode(Report.self, from: Data(later.utf8))
        XCTAssertEqual(Set(report.findings.map(\.severity)), ["hint"])
    }

    func testInstants() throws {
        // RFC 5280 writes "no end" as the last of these.
        let instants: KeyValuePairs = [
            "1583-01-01T00:00:00Z": -12_212_553_600, "1969-12-31T23:59:59Z": -1, "9999-12-31T23:59:59Z": 253_402_300_799,
        ]
        for (text, seconds) in instants {
            let json = Data(#"["\#(text)"]"#.utf8)
            let dates = try JSONDecoder.appTunnel.decode([Date].self, from: json)
            XCTAssertEqual(dates.map(\.seconds), [Int64(seconds)])
            XCTAssertEqual(try JSONEncoder.appTunnel.encode(dates), json)
        }
        XCTAssertEqual(Date(timeIntervalSince1970: -0.5).seconds, -1)
    }

    /// Whatever the library writes is read, and written again as it was but for null, which is left out.
    private func assertComesBack<Value: Codable>(_ type: Value.Type, _ json: String) throws {
        let json = Data(json.utf8)
        let again = try JSONEncoder.appTunnel.encode(JSONDecoder.appTunnel.decode(type, from: json))
        XCTAssertEqual(try tree(again), try tree(json))
    }

    private func reportJSON(_ bundle: CertificateBundle) throws -> String {
        let report = try Handle(free: { apptunnel_report_free($0) }) { out, error in
            bundle.handle.use { apptunnel_upload_check($0, nil, asOf.seconds, out, error) }
        }
        return try XCTUnwrap(report.use { apptunnel_report_json($0).string })
    }

    /// The JSON as dictionaries and arrays, without the members that are null.
    private func tree(_ json: Data) throws -> NSDictionary {
        func withoutNull(_ value: Any) -> Any {
            switch value {
            case let members as [String: Any]: members.filter { !($0.value is NSNull) }.mapValues(withoutNull)
            case let elements as [Any]: elements.map(withoutNull)
            default: value
            }
        }
        return try ["root": withoutNull(JSONSerialization.jsonObject(with: json))]
    }
}
