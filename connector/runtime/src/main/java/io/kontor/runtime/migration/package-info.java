/** The connector's database schema. Start at {@link io.kontor.runtime.migration.ConnectorSchema}. */
@NullMarked
package io.kontor.runtime.migration;

import org.jspecify.annotations.NullMarked;
