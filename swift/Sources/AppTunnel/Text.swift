import CAppTunnel
import Foundation

extension apptunnel_text {
    /// A copy of the text. `nil` if there is no such text.
    var string: String? {
        data.map { String(decoding: UnsafeRawBufferPointer(start: $0, count: length), as: UTF8.self) }
    }

    /// Reads the text as JSON of the library. The text must be lent for as long as this takes.
    func decode<Value: Decodable>(_ type: Value.Type) throws -> Value {
        try JSONDecoder.appTunnel.decode(type, from: Data(bytes: data, count: length))
    }
}

extension apptunnel_bytes {
    /// A copy of the bytes. `nil` if there are none.
    var copy: Data? {
        data.map { Data(bytes: $0, count: length) }
    }
}

extension String? {
    /// Lends the text as UTF-8: NULL with length 0 for `nil`, and never NULL for a text, not even for the empty one.
    func withUTF8Text<Result>(_ body: (UnsafePointer<CChar>?, Int) throws -> Result) rethrows -> Result {
        guard let text = self else {
            return try body(nil, 0)
        }
        return try text.withCString { try body($0, text.utf8.count) }
    }
}

extension Data {
    /// Lends the bytes as text.
    func withText<Result>(_ body: (UnsafePointer<CChar>?, Int) throws -> Result) rethrows -> Result {
        try withUnsafeBytes { try body($0.bindMemory(to: CChar.self).baseAddress, $0.count) }
    }

    /// Lends the bytes.
    func withUInt8s<Result>(_ body: (UnsafePointer<UInt8>?, Int) throws -> Result) rethrows -> Result {
        try withUnsafeBytes { try body($0.bindMemory(to: UInt8.self).baseAddress, $0.count) }
    }
}

extension Date {
    /// The whole second that this instant is in. What does not fit is as far from 1970 as can be, which the library refuses.
    var seconds: Int64 {
        Int64(exactly: timeIntervalSince1970.rounded(.down)) ?? .max
    }

    /// The instant. `nil` where the library says that there is none.
    init?(seconds: Int64) {
        guard seconds != APPTUNNEL_NO_INSTANT else {
            return nil
        }
        self.init(timeIntervalSince1970: TimeInterval(seconds))
    }
}
