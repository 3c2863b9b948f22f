import Foundation

extension JSONDecoder {
    /// Reads the JSON of the library. Foundation counts the days before 1582-10-15 by the Julian calendar.
    public static var appTunnel: JSONDecoder {
        let decoder = JSONDecoder()
        decoder.keyDecodingStrategy = .convertFromSnakeCase
        decoder.dateDecodingStrategy = .iso8601
        return decoder
    }
}

extension JSONEncoder {
    /// Writes the JSON that the library writes, by the schemas in `docs`.
    public static var appTunnel: JSONEncoder {
        let encoder = JSONEncoder()
        encoder.keyEncodingStrategy = .convertToSnakeCase
        encoder.dateEncodingStrategy = .iso8601
        return encoder
    }
}
