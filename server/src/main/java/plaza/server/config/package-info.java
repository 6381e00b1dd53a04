/// How a server is set up: by flags, by the environment and by a file, with the same names.
@NullMarked
package plaza.server.config;

import org.jspecify.annotations.NullMarked;
