/** The demonstration: one whole deal between two cities, step by step (domain script). Start at {@code DemoCommand}. */
@NullMarked
package io.kontor.cli.demo;

import org.jspecify.annotations.NullMarked;
