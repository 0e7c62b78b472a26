/** The connector's listeners: address to bind and the key that every caller of an API must present. */
@NullMarked
package io.kontor.extension.http;

import org.jspecify.annotations.NullMarked;
