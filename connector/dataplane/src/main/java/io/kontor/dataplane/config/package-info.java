/**
 * The configuration of the data plane: one properties file, every key documented, an unknown one stops the start (DPL-60). Start at
 * {@link io.kontor.dataplane.config.DataPlaneConfig}.
 */
@NullMarked
package io.kontor.dataplane.config;

import org.jspecify.annotations.NullMarked;
