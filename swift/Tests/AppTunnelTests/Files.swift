import AppTunnel
import Foundation
import XCTest

/// The clone that this package is in.
private let clone = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appendingPathComponent("../../..").standardized

/// The instant that `examples/files` is to be read as of.
let asOf = instant("2026-06-01T00:00:00Z")

func instant(_ text: String) -> Date {
    ISO8601DateFormatter().date(from: text)!
}

func read(_ path: String) throws -> Data {
    try Data(contentsOf: clone.appendingPathComponent(path))
}

/// Opens a file of `examples/files`.
func open(_ name: String, password: String? = "sentry") throws -> CertificateBundle {
    try CertificateBundle(read("examples/files/\(name)"), password: password)
}

func assertThrows<Value>(
    _ status: Status,
    _ kind: String,
    line: UInt = #line,
    _ body: () throws -> Value
) {
    XCTAssertThrowsError(try body(), line: line) { error in
        guard let error = error as? AppTunnelError else {
            return XCTFail("\(error)", line: line)
        }
        XCTAssertEqual(error.status, status, line: line)
        XCTAssertEqual(error.kind, kind, line: line)
        XCTAssertFalse(error.message.isEmpty, line: line)
        XCTAssertEqual(error.localizedDescription, error.message, line: line)
    }
}
