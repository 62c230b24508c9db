import type { ApiRoutes } from "@/lib/server/openapi/document";
import * as outboxJob from "../cron/outbox/route";
import * as health from "../health/route";
import * as posts from "../posts/route";
import * as post from "../posts/[id]/route";
import * as users from "../users/route";
import * as user from "../users/[id]/route";
import * as picture from "../users/[id]/picture/route";
import * as postsByUser from "../users/[id]/posts/route";
import * as forgotPassword from "../users/forgot-password/route";
import * as resetPassword from "../users/reset-password/route";
import * as undoEmailChange from "../users/undo-email-change/route";
import * as verifyEmail from "../users/verify-email/route";
import * as verification from "../users/me/verification/route";
import * as me from "../users/me/route";
import * as accountExport from "../users/me/export/route";
import * as password from "../users/me/password/route";
import * as session from "../users/me/sessions/[id]/route";
import * as sessions from "../users/me/sessions/route";
import * as revocation from "../users/token/revoke/route";
import * as token from "../users/token/route";

/** The routes that the API document describes, in display order. */
export const routes: ApiRoutes = {
  "/api/users": users,
  "/api/users/token": token,
  "/api/users/token/revoke": revocation,
  "/api/users/forgot-password": forgotPassword,
  "/api/users/reset-password": resetPassword,
  "/api/users/verify-email": verifyEmail,
  "/api/users/undo-email-change": undoEmailChange,
  "/api/users/me": me,
  "/api/users/me/export": accountExport,
  "/api/users/me/password": password,
  "/api/users/me/verification": verification,
  "/api/users/me/sessions": sessions,
  "/api/users/me/sessions/{id}": session,
  "/api/users/{id}": user,
  "/api/users/{id}/picture": picture,
  "/api/posts": posts,
  "/api/posts/{id}": post,
  "/api/users/{id}/posts": postsByUser,
  "/api/health": health,
  "/api/cron/outbox": outboxJob,
};
