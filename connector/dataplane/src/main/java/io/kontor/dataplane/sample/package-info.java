/**
 * Synthetic data of a hospital for demonstrations and tests: outpatient claims in a PostgreSQL schema with a read-only account, laboratory
 * reports as PDF, a price catalogue as CSV. Every person, number and amount is made up and says so (合成数据). Start at
 * {@link io.kontor.dataplane.sample.ClaimGenerator} and {@link io.kontor.dataplane.sample.HospitalDatabase}.
 */
@NullMarked
package io.kontor.dataplane.sample;

import org.jspecify.annotations.NullMarked;
