/// HTTP itself: requests, answers, problems, routes, and the server.
@NullMarked
package plaza.edge.http;

import org.jspecify.annotations.NullMarked;
