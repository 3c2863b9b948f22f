import Foundation
import XCTest

@testable import AppTunnel

final class HandleTests: XCTestCase {
    func testHandleIsFreedOnceAndNotInUse() throws {
        let log = Log()
        var handle: Handle? = Handle(OpaquePointer(bitPattern: 4096)!, free: { _ in log.append("freed") })
        handle!.use { _ in
            handle = nil
            log.append("used")
        }
        XCTAssertEqual(log.lines, ["used", "freed"])
    }

    private final class Log: @unchecked Sendable {
        var lines: [String] = []
        func append(_ line: String) { lines.append(line) }
    }
}
