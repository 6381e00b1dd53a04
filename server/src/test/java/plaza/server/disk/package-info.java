/// A disk that loses its power, made of what a server was seen to write and to sync.
@NullMarked
package plaza.server.disk;

import org.jspecify.annotations.NullMarked;
