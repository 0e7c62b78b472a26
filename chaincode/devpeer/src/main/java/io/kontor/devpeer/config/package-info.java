/**
 * What the dev peer is told at start: {@link io.kontor.devpeer.config.DevPeerConfig}, read from a properties file by
 * {@link io.kontor.devpeer.config.ConfigFile}. Spec: {@code docs/spec/dev-peer.md}, rule DEV-1.
 */
@NullMarked
package io.kontor.devpeer.config;

import org.jspecify.annotations.NullMarked;
