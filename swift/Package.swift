// swift-tools-version: 6.0
import PackageDescription

// The static library of the clone that this package is in. Another place: APPTUNNEL_LIBRARY=/path/to/libapptunnel.a
let library = Context.environment["APPTUNNEL_LIBRARY"] ?? "\(Context.packageDirectory)/../target/release/libapptunnel.a"

let package = Package(
    name: "AppTunnel",
    products: [
        .library(name: "AppTunnel", targets: ["AppTunnel"]),
        .executable(name: "apptunnel-check", targets: ["apptunnel-check"]),
    ],
    targets: [
        // The C header and its module map: a link to ../include.
        .systemLibrary(name: "CAppTunnel"),
        .target(
            name: "AppTunnel",
            dependencies: ["CAppTunnel"],
            linkerSettings: [.unsafeFlags(["-Xlinker", library])]
        ),
        .executableTarget(name: "apptunnel-check", dependencies: ["AppTunnel"]),
        .testTarget(name: "AppTunnelTests", dependencies: ["AppTunnel"]),
    ]
)
