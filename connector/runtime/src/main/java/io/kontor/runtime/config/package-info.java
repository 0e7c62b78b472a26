/** The connector's configuration file. Start at {@link io.kontor.runtime.config.ConnectorConfig}. */
@NullMarked
package io.kontor.runtime.config;

import org.jspecify.annotations.NullMarked;
