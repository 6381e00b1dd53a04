package plaza.edge.http;

import java.nio.file.Path;

/// The PEM files of HTTPS.
///
/// @param certificate the server's, with its chain
/// @param key the certificate's, unencrypted
public record Tls(Path certificate, Path key) {}
