/** Abstract contract tests, fixtures, seeded generators and golden files. */
@org.jspecify.annotations.NullMarked
package io.kontor.testkit;
