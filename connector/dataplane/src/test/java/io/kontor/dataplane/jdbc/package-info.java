/** Tests of SQL sources on a real PostgreSQL. */
@NullMarked
package io.kontor.dataplane.jdbc;

import org.jspecify.annotations.NullMarked;
