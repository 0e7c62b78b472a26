/** The contract behind a dev peer, over TLS, with the client. */
@NullMarked
package io.kontor.testkit.devpeer;

import org.jspecify.annotations.NullMarked;
