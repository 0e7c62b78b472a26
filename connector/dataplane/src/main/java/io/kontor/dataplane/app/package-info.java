/**
 * The consumer's side: the application API, and libraries for applications (docs/spec/data-plane.md DPL-40 to DPL-49). Start at
 * {@link io.kontor.dataplane.app.RawSession}, which speaks session.md itself.
 */
@NullMarked
package io.kontor.dataplane.app;

import org.jspecify.annotations.NullMarked;
