/// The names of the platform's own header fields, each in one place.
package enum HeaderName {
  package static let requestID = "x-fal-request-id"
  package static let billableUnits = "x-fal-billable-units"
  package static let errorType = "x-fal-error-type"
  package static let timeoutType = "x-fal-request-timeout-type"
  package static let needsRetry = "x-fal-needs-retry"
  package static let retryable = "x-fal-retryable"
  package static let startTimeout = "x-fal-request-start-timeout"
  /// The older name of `startTimeout`, which the official clients still send.
  package static let requestTimeout = "x-fal-request-timeout"
  package static let priority = "x-fal-queue-priority"
  package static let runnerHint = "x-fal-runner-hint"
  package static let noRetry = "x-fal-no-retry"
  package static let retryConfig = "x-fal-retry-config"
  package static let disableFallback = "x-app-fal-disable-fallback"
  package static let storeIO = "x-fal-store-io"
  package static let tags = "x-fal-tags"
  /// Lifetime of what a run puts out.
  package static let outputLifecycle = "x-fal-object-lifecycle-preference"
  /// Lifetime of what is uploaded.
  package static let uploadLifecycle = "x-fal-object-lifecycle"
  // What vouches for a call back.
  package static let webhookRequestID = "x-fal-webhook-request-id"
  package static let webhookUserID = "x-fal-webhook-user-id"
  package static let webhookTimestamp = "x-fal-webhook-timestamp"
  package static let webhookSignature = "x-fal-webhook-signature"
  package static let fileName = "x-fal-file-name"
}
