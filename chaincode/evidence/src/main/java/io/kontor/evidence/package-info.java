/** Evidence bundle and trust file: build and verify, no network. */
@org.jspecify.annotations.NullMarked
package io.kontor.evidence;
