/**
 * Algorithms as registered SQL on a PostgreSQL account that may only read. It owns the digest of an algorithm, the binding of its
 * parameters, the limits on rows, time and connections, and the proof that the account cannot write. Start at
 * {@link io.kontor.dataplane.jdbc.JdbcSource}.
 */
@NullMarked
package io.kontor.dataplane.jdbc;

import org.jspecify.annotations.NullMarked;
