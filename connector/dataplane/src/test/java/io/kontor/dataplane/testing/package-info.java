/** What the tests of this module start: a real PostgreSQL, sample files, clients. */
@NullMarked
package io.kontor.dataplane.testing;

import org.jspecify.annotations.NullMarked;
