package plaza.edge.http;

import plaza.core.tenant.Application;
import plaza.core.tenant.Grant;

/// An authenticated caller, with its application.
///
/// @param application as it was when the call was admitted
/// @param grant that it was admitted by; with a ticket, the grant that the ticket was issued by
public record Caller(Application application, Grant grant) {}
