import CAppTunnel
import Foundation

/// A function that writes what it makes to its first argument, or an error to its second.
typealias Make = (UnsafeMutablePointer<OpaquePointer?>, UnsafeMutablePointer<OpaquePointer?>) -> apptunnel_status

/// A handle of the library and the function that frees it.
///
/// Every handle that is kept here is never changed, and such handles may be used by several threads at once.
final class Handle: @unchecked Sendable {
    fileprivate let pointer: OpaquePointer
    private let free: @Sendable (OpaquePointer?) -> Void

    init(_ pointer: OpaquePointer, free: @escaping @Sendable (OpaquePointer?) -> Void) {
        self.pointer = pointer
        self.free = free
    }

    /// Takes the handle that a function writes.
    convenience init(
        free: @escaping @Sendable (OpaquePointer?) -> Void,
        _ make: Make
    ) throws {
        var made: OpaquePointer?
        try call { make(&made, $0) }
        // The header promises a handle when the status is Ok.
        self.init(made!, free: free)
    }

    deinit {
        free(pointer)
    }

    /// Lends the pointer, which is good until `body` returns.
    func use<Result>(_ body: (OpaquePointer) throws -> Result) rethrows -> Result {
        try withExtendedLifetime(self) { try body(pointer) }
    }
}

extension [Handle] {
    /// Lends the pointers, which are good until `body` returns.
    func use<Result>(_ body: (UnsafePointer<OpaquePointer?>?, Int) throws -> Result) rethrows -> Result {
        try withExtendedLifetime(self) {
            let pointers: [OpaquePointer?] = map(\.pointer)
            return try pointers.withUnsafeBufferPointer { try body($0.baseAddress, $0.count) }
        }
    }
}

extension Handle? {
    /// Lends the pointer, or `nil` where there is no handle.
    func use<Result>(_ body: (OpaquePointer?) throws -> Result) rethrows -> Result {
        try withExtendedLifetime(self) { try body(self?.pointer) }
    }
}

/// Calls a function that writes an error to its argument, and throws that.
func call(_ body: (UnsafeMutablePointer<OpaquePointer?>) -> apptunnel_status) throws {
    var error: OpaquePointer?
    let status = body(&error)
    defer { apptunnel_error_free(error) }
    guard status == .ok else {
        throw AppTunnelError(status, error)
    }
}

/// The text that a function writes.
func text(_ make: Make) throws -> String {
    let string = try Handle(free: { apptunnel_string_free($0) }, make)
    return string.use { apptunnel_string_text($0).string ?? "" }
}

/// The value of which a function writes the JSON.
func value<Value: Decodable>(_ make: Make) throws -> Value {
    let string = try Handle(free: { apptunnel_string_free($0) }, make)
    return try string.use { try apptunnel_string_text($0).decode(Value.self) }
}

/// The report that a function writes.
func report<Value: Decodable>(_ make: Make) throws -> Value {
    let report = try Handle(free: { apptunnel_report_free($0) }, make)
    return try report.use { try apptunnel_report_json($0).decode(Value.self) }
}
