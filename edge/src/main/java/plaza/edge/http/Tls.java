package plaza.edge.http;

import java.nio.file.Path;

/// What HTTPS needs, in PEM files.
///
/// @param certificate the server's, with its chain
/// @param key the certificate's, unencrypted
public record Tls(Path certificate, Path key) {}
