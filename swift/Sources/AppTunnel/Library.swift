import CAppTunnel

/// The library that this was linked with.
public enum Library {
    /// Version of the library, such as `0.1.0`.
    public static var version: String { String(cString: apptunnel_version()) }

    /// Whether the library has the C ABI that this package was compiled for. Ask once where the two are built apart.
    public static var isCompatible: Bool { apptunnel_abi_version() == UInt32(APPTUNNEL_ABI_VERSION) }
}
