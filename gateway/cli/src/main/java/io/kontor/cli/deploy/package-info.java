/** What a local deployment consists of: folders, ports, keys and configuration files. Start at {@code Deployment}. */
@NullMarked
package io.kontor.cli.deploy;

import org.jspecify.annotations.NullMarked;
