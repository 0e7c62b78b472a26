/** The Fabric contracts as a deployable chaincode server. */
@org.jspecify.annotations.NullMarked
package io.kontor.contract;
