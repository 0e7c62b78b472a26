/** A gateway for tests: real HTTP, real PostgreSQL, a ledger in the process. */
@NullMarked
package io.kontor.app.testing;

import org.jspecify.annotations.NullMarked;
