/// What a job's input was made from.
package enum JobParent: Sendable, Hashable {
  case job(JobID)
  /// A request that was made elsewhere: the journal has no job for it.
  case request(String)
}
