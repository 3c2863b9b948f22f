// Says whether a certificate file may be uploaded.
//
// Exit status: 0 accepted, 1 refused, 2 could not be looked at.

import AppTunnel
import Foundation

let usage = """
    usage: apptunnel-check FILE PASSWORD INSTANT [HOSTNAME [ANCHORS]]
      PASSWORD  '-' for none
      INSTANT   such as 2026-06-01T00:00:00Z
    """

func stop(_ message: String) -> Never {
    FileHandle.standardError.write(Data("\(message)\n".utf8))
    exit(2)
}

func show(_ report: Report) {
    for finding in report.findings {
        let subject = finding.subject
        let place = subject.index.map { "certificate [\($0)]" } ?? subject.what ?? subject.pointer ?? "\(subject.kind)"
        print("\(finding.severity) \(finding.code), \(place)")
        print("        \(finding.message)\n        \(finding.remedy) (\(finding.reference))")
    }
    if let apple = report.apple {
        print("\(apple.release): \(apple.osStatus.map(String.init) ?? "\(apple.trustResult)")")
    }
    print(report.verdict)
}

let arguments = Array(CommandLine.arguments.dropFirst())
guard (3...5).contains(arguments.count) else {
    stop(usage)
}
guard Library.isCompatible else {
    stop("apptunnel-check: the library \(Library.version) has another C ABI than this was compiled for")
}
guard let instant = try? Date(arguments[2], strategy: .iso8601) else {
    stop("apptunnel-check: \(arguments[2]) is not an instant\n\(usage)")
}

do {
    func open(_ path: String, password: String? = nil) throws -> CertificateBundle {
        try CertificateBundle(Data(contentsOf: URL(fileURLWithPath: path)), password: password)
    }
    let bundle = try open(arguments[0], password: arguments[1] == "-" ? nil : arguments[1])
    let options = try UploadOptions(
        serverName: arguments.dropFirst(3).first,
        anchors: arguments.dropFirst(4).map { try open($0) }
    )
    let report = try bundle.check(at: instant, options: options)
    show(report)
    exit(report.isAccepted ? 0 : 1)
} catch {
    stop("apptunnel-check: \(error)")
}
