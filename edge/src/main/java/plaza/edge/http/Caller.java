package plaza.edge.http;

import java.util.Optional;
import plaza.core.tenant.Application;
import plaza.core.tenant.Secret;

/// Who calls for which application.
///
/// @param application as it was when the call was admitted
/// @param secret that opened it; empty where the token or a ticket did
public record Caller(Application application, Optional<Secret> secret) {}
